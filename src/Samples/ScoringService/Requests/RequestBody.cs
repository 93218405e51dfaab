// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;

namespace Microsoft.ML.Causal.ScoringService;

/// <summary>Reads a request's body as JSON, up to a limit.</summary>
internal static class RequestBody
{
    private static readonly JsonDocumentOptions _format = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    /// <summary>The body, for the caller to dispose of.</summary>
    /// <exception cref="BadHttpRequestException">It is too long, or not JSON; the message shows nothing of it.</exception>
    public static async Task<JsonDocument> ReadAsync(HttpRequest request, int maxBytes)
    {
        if (!request.HasJsonContentType())
            throw new BadHttpRequestException("The content type must be application/json.", StatusCodes.Status415UnsupportedMediaType);
        if (request.ContentLength > maxBytes)
            throw TooLong(maxBytes);
        while (true)
        {
            ReadResult read = await request.BodyReader.ReadAsync(request.HttpContext.RequestAborted);
            SequencePosition consumed = read.Buffer.Start;
            try
            {
                if (read.Buffer.Length > maxBytes)
                    throw TooLong(maxBytes);
                if (!read.IsCompleted)
                    continue;
                consumed = read.Buffer.End;
                return Parse(read.Buffer);
            }
            finally
            {
                // Every read is answered, or the connection cannot be used again.
                request.BodyReader.AdvanceTo(consumed, read.Buffer.End);
            }
        }
    }

    private static JsonDocument Parse(ReadOnlySequence<byte> body)
    {
        try
        {
            // Copied: a document reads the memory that it was parsed from, and the server fills that with the next request.
            return JsonDocument.Parse(body.ToArray(), _format);
        }
        catch (JsonException e)
        {
            // The parser's own sentence quotes the body.
            string place = e is { LineNumber: { } line, BytePositionInLine: { } position } ? $" The first fault is in line {line + 1}, at byte {position + 1}." : "";
            throw new BadHttpRequestException(
                $"The body must be JSON, at most {_format.MaxDepth} levels deep, with no property twice in an object.{place}", StatusCodes.Status400BadRequest, e);
        }
    }

    private static BadHttpRequestException TooLong(int maxBytes) =>
        new($"The body may have at most {maxBytes} bytes. Send fewer rows at a time.", StatusCodes.Status413PayloadTooLarge);
}
