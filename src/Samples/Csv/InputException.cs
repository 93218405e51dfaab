// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal.Samples;

/// <summary>Something is wrong with a file that the user named; the message says where and what, in one sentence.</summary>
internal sealed class InputException : Exception
{
    public InputException(string path, string problem) : base($"'{path}': {problem}")
    {
    }

    public InputException(string path, long line, string column, string problem)
        : base($"'{path}', line {line}, column '{column}': {problem}")
    {
    }
}
