// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Finds the columns that an evaluator reads.</summary>
internal static class EvaluatedColumn
{
    public static DataViewSchema.Column Find(IHost host, IDataView data, string name, string role)
    {
        host.CheckValue(data, nameof(data));
        host.CheckNonEmpty(name, role);

        // The role and the name stand in each other's place in ML.NET too.
        return data.Schema.GetColumnOrNull(name) ?? throw host.ExceptParam("schema", $"{name} column '{role}' not found");
    }

    public static DataViewSchema.Column FindNumber(IHost host, IDataView data, string name, string role)
    {
        DataViewSchema.Column found = Find(host, data, name, role);
        return NumberGetter.CanRead(found.Type)
            ? found
            : throw host.ExceptSchemaMismatch("schema", role.ToLowerInvariant(), name, "Single, Boolean or Key", found.Type.ToString());
    }
}
