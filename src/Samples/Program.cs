// Licensed under the MIT licence; see LICENSE in the repository root.

using System.CommandLine;
using Microsoft.ML.Causal.Samples;

RootCommand root = new("Samples of Microsoft.ML.Causal. Without a command: a tour of UniMVT and ALM-MTA on generated data.")
{
    CouponsCommand.Create(), HillstromCommand.Create(), AttributionCommand.Create(), CriteoCommand.Create(), ScoreCommand.Create(), PolicyCommand.Create(), ReplayCommand.Create(), SweepCommand.Create(),
};
root.SetAction(_ => Tour.Run());

if (Console.IsOutputRedirected)
    Screen.MakePlain();

try
{
    return root.Parse(args).Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (Exception e) when (UserError.Sentence(e) is { } sentence)
{
    Console.Error.WriteLine(sentence);
    return 1;
}
