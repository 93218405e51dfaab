// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>The exceptions of ML.NET, with its sentences.</summary>
internal static class Errors
{
    private const string Mark = "Microsoft.ML";

    public static Exception Except(this IExceptionContext ctx, string message) => Process(ctx, new InvalidOperationException(message));

    public static Exception ExceptParam(this IExceptionContext ctx, string paramName, string message) =>
        Process(ctx, new ArgumentOutOfRangeException(paramName, message));

    public static Exception ExceptDecode(this IExceptionContext ctx, string message) => Process(ctx, new FormatException(message));

    /// <summary>A column is missing.</summary>
    public static Exception ExceptSchemaMismatch(this IExceptionContext ctx, string paramName, string columnRole, string columnName) =>
        ctx.ExceptParam(paramName, $"Could not find {columnRole} column '{columnName}'");

    /// <summary>A column has the wrong type.</summary>
    public static Exception ExceptSchemaMismatch(
        this IExceptionContext ctx, string paramName, string columnRole, string columnName, string expectedType, string actualType) =>
        ctx.ExceptParam(paramName, $"Schema mismatch for {columnRole} column '{columnName}': expected {expectedType}, got {actualType}");

    public static void CheckValue(this IExceptionContext ctx, object value, string paramName)
    {
        if (value is null)
            throw Process(ctx, new ArgumentNullException(paramName));
    }

    public static void CheckNonEmpty(this IExceptionContext ctx, string value, string paramName, string message = null)
    {
        if (string.IsNullOrEmpty(value))
            throw Process(ctx, new ArgumentNullException(paramName, message ?? $"{paramName} cannot be empty"));
    }

    public static void Check(this IExceptionContext ctx, bool condition, string message)
    {
        if (!condition)
            throw ctx.Except(message);
    }

    public static void CheckParam(this IExceptionContext ctx, bool condition, string paramName, string message)
    {
        if (!condition)
            throw ctx.ExceptParam(paramName, message);
    }

    /// <summary>Casts a getter to the type that the caller asked for, or says what the column holds.</summary>
    public static ValueGetter<TValue> CastGetter<TValue>(Delegate getter, DataViewSchema.Column column) =>
        getter as ValueGetter<TValue> ?? throw new InvalidOperationException(getter is null
            ? $"Column '{column.Name}' is not active in the row."
            : $"Invalid TValue in GetGetter: '{typeof(TValue)}', expected type: '{column.Type.RawType}'.");

    /// <summary>Whether an exception was thrown on purpose, by a check of this library.</summary>
    public static bool IsMarked(Exception exception) => exception.Data.Contains(Mark);

    /// <summary>Wraps an exception that a component threw while it was made.</summary>
    public static Exception ExceptInstantiation(this IExceptionContext ctx, Exception inner) =>
        Process(ctx, new InvalidOperationException("Error during class instantiation", inner));

    // Hosts outside this library may process an exception in their own way; no context, no processing.
    private static T Process<T>(IExceptionContext ctx, T exception)
        where T : Exception
    {
        exception.Data[Mark] = true;
        return ctx is null ? exception : ctx.Process(exception);
    }
}
