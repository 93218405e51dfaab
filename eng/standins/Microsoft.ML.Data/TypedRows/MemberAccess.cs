// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>Compiles readers and writers of members, once each, so that rows cost no reflection and cursors no compiling.</summary>
internal static class MemberAccess
{
    private static readonly ConcurrentDictionary<(MemberInfo Member, Type Delegate), Delegate> Compiled = new();

    public static Func<TRow, TValue> Reader<TRow, TValue>(MemberInfo member) =>
        (Func<TRow, TValue>)Compiled.GetOrAdd((member, typeof(Func<TRow, TValue>)), _ => CompileReader<TRow, TValue>(member));

    public static Action<TRow, TValue> Writer<TRow, TValue>(MemberInfo member) =>
        (Action<TRow, TValue>)Compiled.GetOrAdd((member, typeof(Action<TRow, TValue>)), _ => CompileWriter<TRow, TValue>(member));

    public static bool CanRead(MemberInfo member) => member is FieldInfo || ((PropertyInfo)member).GetGetMethod() is not null;

    private static Func<TRow, TValue> CompileReader<TRow, TValue>(MemberInfo member)
    {
        ParameterExpression row = Expression.Parameter(typeof(TRow));
        return Expression.Lambda<Func<TRow, TValue>>(Expression.MakeMemberAccess(row, member), row).Compile();
    }

    private static Action<TRow, TValue> CompileWriter<TRow, TValue>(MemberInfo member)
    {
        ParameterExpression row = Expression.Parameter(typeof(TRow)), value = Expression.Parameter(typeof(TValue));
        return Expression.Lambda<Action<TRow, TValue>>(
            Expression.Assign(Expression.MakeMemberAccess(row, member), value), row, value).Compile();
    }
}
