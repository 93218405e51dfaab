// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Causal.ScoringService;

try
{
    await using WebApplication app = ScoringServer.Build(args);
    ModelWatcher watcher = app.Services.GetRequiredService<ModelWatcher>();
    await app.RunAsync();
    if (watcher.StartFailure is not { } failure)
        return 0;
    Console.Error.WriteLine(failure);
}
catch (Exception e) when (e is ArgumentException or InvalidOperationException or IOException)
{
    // Settings that do not fit, or an address that is taken: one sentence says so.
    Console.Error.WriteLine(e.Message.ReplaceLineEndings(" "));
}

return 1;
