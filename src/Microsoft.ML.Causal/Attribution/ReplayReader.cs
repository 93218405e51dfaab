// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Data;

namespace Microsoft.ML.Causal;

/// <summary>Replays a log from a data view.</summary>
internal static class ReplayReader
{
    /// <summary>Reads the log twice.</summary>
    public static BudgetReplay Replay(IDataView log, ReplayOptions options)
    {
        var replay = new ReplayLog<string, string>(options, name => name);
        Read(log, options, replay.Add, null);
        replay.SetBudgets();
        Read(log, options, null, replay.Replay);
        return replay.Result();
    }

    private static void Read(IDataView log, ReplayOptions options, Action<string, string, float, float>? add, Action<string, string, float, bool>? replay)
    {
        DataViewSchema schema = log.Schema;
        DataViewSchema.Column user = Name(schema, "user", options.UserColumnName), channel = Name(schema, "channel", options.ChannelColumnName);
        DataViewSchema.Column cost = ColumnCheck.Scalar(schema, "cost", options.CostColumnName, NumberDataViewType.Single);
        DataViewSchema.Column credit = ColumnCheck.Scalar(schema, "credit", options.CreditColumnName, NumberDataViewType.Single);
        DataViewSchema.Column conversion = ColumnCheck.Scalar(schema, "conversion", options.ConversionColumnName, BooleanDataViewType.Instance);
        using DataViewRowCursor cursor = log.GetRowCursor(add is null ? [user, channel, cost, conversion] : [user, channel, cost, credit]);
        Func<string> getUser = NameGetter(cursor, user), getChannel = NameGetter(cursor, channel);
        ValueGetter<float> getCost = cursor.GetGetter<float>(cost);
        ValueGetter<float>? getCredit = add is null ? null : cursor.GetGetter<float>(credit);
        ValueGetter<bool>? getConversion = replay is null ? null : cursor.GetGetter<bool>(conversion);
        float paid = 0, credited = 0;
        bool converted = false, empty = true;
        while (cursor.MoveNext())
        {
            empty = false;
            getCost(ref paid);
            getCredit?.Invoke(ref credited);
            getConversion?.Invoke(ref converted);
            add?.Invoke(getUser(), getChannel(), paid, credited);
            replay?.Invoke(getUser(), getChannel(), paid, converted);
        }

        if (empty)
            throw new InvalidOperationException("There is nothing to replay; the log has no rows.");
    }

    private static DataViewSchema.Column Name(DataViewSchema schema, string role, string name)
    {
        DataViewSchema.Column column = ColumnCheck.Find(schema, role, name);
        return column.Type is TextDataViewType || (column.Type is KeyDataViewType key && key.RawType == typeof(uint))
            ? column : throw ColumnCheck.Mismatch(role, name, "String or Key<UInt32>", column.Type.ToString()!);
    }

    /// <summary>The value as a text; a text seen before is given again without a copy, a key by its number.</summary>
    private static Func<string> NameGetter(DataViewRowCursor cursor, DataViewSchema.Column column)
    {
        if (column.Type is KeyDataViewType)
        {
            ValueGetter<uint> key = cursor.GetGetter<uint>(column);
            Dictionary<uint, string> names = [];
            uint number = 0;
            return () =>
            {
                key(ref number);
                return names.TryGetValue(number, out string? name) ? name : names[number] = $"{number}";
            };
        }

        ValueGetter<ReadOnlyMemory<char>> text = cursor.GetGetter<ReadOnlyMemory<char>>(column);
        Dictionary<string, string> seen = [];
        Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> lookup = seen.GetAlternateLookup<ReadOnlySpan<char>>();
        ReadOnlyMemory<char> value = default;
        return () =>
        {
            text(ref value);
            if (!lookup.TryGetValue(value.Span, out string? name))
                lookup[value.Span] = name = value.ToString();
            return name;
        };
    }
}
