// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>Calls generic methods whose type arguments are column types; used when getters are made, never per row.</summary>
internal static class GenericCall
{
    private const BindingFlags Any = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>Calls the static method <paramref name="name"/> of <paramref name="owner"/>; the name must be unique there.</summary>
    public static TResult Static<TResult>(Type owner, string name, Type[] types, params object[] arguments) =>
        (TResult)owner.GetMethod(name, Any).MakeGenericMethod(types).Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null);

    /// <summary>Makes an object of the open generic type <paramref name="type"/>.</summary>
    public static TResult New<TResult>(Type type, Type[] types, params object[] arguments) =>
        (TResult)Activator.CreateInstance(
            type.MakeGenericType(types), BindingFlags.DoNotWrapExceptions | Any & ~BindingFlags.Static, null, arguments, null);

    /// <summary>The getter of a column, as a delegate of the column's raw type.</summary>
    public static Delegate GetGetter(this DataViewRow row, DataViewSchema.Column column) =>
        Static<Delegate>(typeof(GenericCall), nameof(TypedGetter), [column.Type.RawType], row, column);

    private static Delegate TypedGetter<TValue>(DataViewRow row, DataViewSchema.Column column) => row.GetGetter<TValue>(column);
}
