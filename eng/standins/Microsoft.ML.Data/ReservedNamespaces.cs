// Licensed under the MIT licence; see LICENSE in the repository root.

// ML.NET keeps internal types in these namespaces. The compiler sees the namespaces all the same, and takes `Command` or
// `Model` inside a namespace below `Microsoft.ML` for them. Here they hold one type each, so that such a clash shows with
// the stand-ins as it does with the packages.
namespace Microsoft.ML.Command
{
    internal static class Reserved;
}

namespace Microsoft.ML.CommandLine
{
    internal static class Reserved;
}

namespace Microsoft.ML.EntryPoints
{
    internal static class Reserved;
}

namespace Microsoft.ML.FastTree
{
    internal static class Reserved;
}

namespace Microsoft.ML.Internal
{
    internal static class Reserved;
}

namespace Microsoft.ML.Model
{
    internal static class Reserved;
}

namespace Microsoft.ML.Numeric
{
    internal static class Reserved;
}

namespace Microsoft.ML.OneDal
{
    internal static class Reserved;
}

namespace Microsoft.ML.SearchSpace
{
    internal static class Reserved;
}

namespace Microsoft.ML.TextAnalytics
{
    internal static class Reserved;
}

namespace Microsoft.ML.Tools
{
    internal static class Reserved;
}

namespace Microsoft.ML.TreePredictor
{
    internal static class Reserved;
}
