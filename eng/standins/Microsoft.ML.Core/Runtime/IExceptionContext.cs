// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Runtime;

/// <summary>Marks exceptions with the place that raised them.</summary>
public interface IExceptionContext
{
    string ContextDescription { get; }

    TException Process<TException>(TException ex)
        where TException : Exception;
}
