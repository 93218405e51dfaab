// Licensed under the MIT licence; see LICENSE in the repository root.

using System.CommandLine;
using Microsoft.ML.Causal.Samples;
using Spectre.Console;

RootCommand root = new("Samples of Microsoft.ML.Causal. Without a command: a tour of UniMVT and ALM-MTA on generated data.")
{
    CouponsCommand.Create(), HillstromCommand.Create(), AttributionCommand.Create(), CriteoCommand.Create(), ScoreCommand.Create(), PolicyCommand.Create(), ReplayCommand.Create(),
};
root.SetAction(_ => Tour.Run());

// A redirected output has no width and no colours; tables should not be folded there.
if (Console.IsOutputRedirected)
{
    AnsiConsole.Profile.Width = 160;
    AnsiConsole.Profile.Capabilities.Ansi = false;
}

try
{
    return root.Parse(args).Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (Exception e) when (UserError.Sentence(e) is { } sentence)
{
    Console.Error.WriteLine(sentence);
    return 1;
}
