// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Saves data with its types and annotations, and loads it back.</summary>
public static class BinaryLoaderSaverCatalog
{
    public static void SaveAsBinary(this DataOperationsCatalog catalog, IDataView data, Stream stream, bool keepHidden = false)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(stream);
        BinaryDataView.Write(data, stream, keepHidden);
    }

    public static IDataView LoadFromBinary(this DataOperationsCatalog catalog, string path)
    {
        if (string.IsNullOrEmpty(path))
            throw new ArgumentNullException(nameof(path));
        if (!File.Exists(path))
            throw new ArgumentOutOfRangeException(nameof(path), $"File does not exist at path: {path}");
        return catalog.LoadFromBinary(new MultiFileSource(path));
    }

    // Behind a cache, because binary data can be shuffled.
    public static IDataView LoadFromBinary(this DataOperationsCatalog catalog, IMultiStreamSource fileSource)
    {
        ArgumentNullException.ThrowIfNull(fileSource);
        catalog.Environment.CheckParam(fileSource.Count == 1, nameof(fileSource), "Must specify exactly one file");
        return new CachedDataView(new BinaryDataView(catalog.Environment, fileSource));
    }
}
