// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML;

/// <summary>Loads data views from a source, such as files.</summary>
public interface IDataLoader<in TSource> : ICanSaveModel
{
    IDataView Load(TSource input);

    DataViewSchema GetOutputSchema();
}
