// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Loads files by path.</summary>
public static class DataLoaderExtensions
{
    public static IDataView Load(this IDataLoader<IMultiStreamSource> loader, params string[] path) =>
        loader.Load(new MultiFileSource(path));
}
