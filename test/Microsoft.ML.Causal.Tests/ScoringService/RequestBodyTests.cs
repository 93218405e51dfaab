// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.ML.Causal.ScoringService;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Microsoft.ML.Causal.Tests.ScoringService;

[TestClass]
public class RequestBodyTests
{
    [TestMethod]
    public async Task Read_OfABodyWhoseMemoryIsUsedAgain_KeepsIt()
    {
        byte[] memory = Encoding.UTF8.GetBytes("""{"Features":[1,2,3]}""");
        var context = new DefaultHttpContext();
        context.Request.ContentType = "application/json";
        context.Features.Set<IRequestBodyPipeFeature>(new Body(PipeReader.Create(new ReadOnlySequence<byte>(memory))));

        using JsonDocument body = await RequestBody.ReadAsync(context.Request, maxBytes: 100);
        // What a server does as soon as the body is read.
        Array.Fill(memory, (byte)'9');

        Assert.AreEqual("""{"Features":[1,2,3]}""", body.RootElement.GetRawText());
    }

    private sealed record Body(PipeReader Reader) : IRequestBodyPipeFeature;
}
