// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Diagnostics;
using System.Text.Json;

namespace Microsoft.ML.Causal.ScoringService;

/// <summary>Answers requests with one model: a row with one answer, a list of rows with a list of answers.</summary>
/// <typeparam name="TPrediction">What a prediction engine fills.</typeparam>
/// <typeparam name="TAnswer">What the caller gets for a row.</typeparam>
/// <param name="file">The model's file.</param>
/// <param name="scorer">Scores rows.</param>
/// <param name="answer">Makes an answer; null where the model gave no numbers.</param>
/// <param name="options">Limits.</param>
/// <param name="metrics">Counts.</param>
/// <param name="logger">Takes what the model says about a row that it refuses.</param>
internal sealed class ScoringEndpoint<TPrediction, TAnswer>(
    ModelFile file, Scorer<TPrediction> scorer, Func<TPrediction, ServedModel, TAnswer?> answer,
    ScoringOptions options, ScoringMetrics metrics, ILogger<ScoringEndpoint<TPrediction, TAnswer>> logger)
    where TPrediction : class, new()
    where TAnswer : class
{
    public async Task<IResult> AnswerAsync(HttpRequest request)
    {
        if (file.Served is not { } model)
        {
            request.HttpContext.Response.Headers.RetryAfter = "1";
            return TypedResults.Problem("The model is not loaded yet. Ask again when /health/ready says so.", statusCode: StatusCodes.Status503ServiceUnavailable);
        }

        try
        {
            using JsonDocument body = await RequestBody.ReadAsync(request, options.MaxBodyBytes);
            IResult result = Answer(body.RootElement, model);
            if (result is IStatusCodeHttpResult { StatusCode: >= 400 })
                metrics.Rejected(file);
            return result;
        }
        catch (BadHttpRequestException e)
        {
            metrics.Rejected(file);
            // The rest of a long body is not read, so nothing more can follow it: a caller who is told opens another connection.
            if (e.StatusCode == StatusCodes.Status413PayloadTooLarge && HttpProtocol.IsHttp11(request.Protocol))
                request.HttpContext.Response.Headers.Connection = "close";
            return TypedResults.Problem(e.Message, statusCode: e.StatusCode);
        }
    }

    private IResult Answer(JsonElement body, ServedModel model)
    {
        bool isList = body.ValueKind == JsonValueKind.Array;
        int count = isList ? body.GetArrayLength() : 1;
        var problems = new RequestProblems();
        if (count > options.MaxRows)
            problems.Add("", $"at most {options.MaxRows} rows are taken at a time, but there are {count}.");
        var rows = new ScoringRow[problems.Any ? 0 : count];
        var reader = new RowReader(model.Columns, options.MaxTouches, problems);
        for (int i = 0; i < rows.Length; i++)
            rows[i] = isList ? reader.Read(body[i], $"[{i}]") : reader.Read(body, "");
        if (problems.Any)
            return Invalid(problems);

        var watch = Stopwatch.StartNew();
        TPrediction[] predictions;
        try
        {
            predictions = scorer.Score(model, rows);
        }
        catch (InvalidOperationException e)
        {
            // All types and lengths fit, so it is the number of numbers for each touch, which the model alone knows.
            logger.LogInformation("Model {Name} refused a row. {Problem}", file.Name, e.Message);
            problems.Add("", "the model refused a row. Columns with several numbers for each touch, such as content vectors, must have as many for each as in training.");
            return Invalid(problems);
        }

        metrics.Scored(file, count, watch.Elapsed);
        var answers = new TAnswer[count];
        for (int i = 0; i < count; i++)
        {
            if (answer(predictions[i], model) is { } given)
                answers[i] = given;
            else
                problems.Add(isList ? $"[{i}]" : "", "the model gives no finite score; a number that is null where the model does not fill it, or too large, does that.");
        }

        return problems.Any ? Invalid(problems) : isList ? TypedResults.Ok(answers) : TypedResults.Ok(answers[0]);
    }

    private static IResult Invalid(RequestProblems problems) => TypedResults.ValidationProblem(
        problems.ByField.ToDictionary(), "The request does not fit the model.", title: "Invalid rows");
}
