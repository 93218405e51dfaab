// Licensed under the MIT licence; see LICENSE in the repository root.

using System.Globalization;
using Microsoft.ML.Runtime;
using Spectre.Console;

namespace Microsoft.ML.Causal.Samples;

/// <summary>What all samples print in the same way: steps, training messages, tables.</summary>
internal static class Screen
{
    /// <summary>Puts everything that is said on the standard error: the standard output holds data.</summary>
    public static void LeaveOutputToData()
    {
        AnsiConsole.Console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        if (Console.IsErrorRedirected)
            MakePlain();
    }

    /// <summary>A redirected output has no width and no colours; tables should not be folded there.</summary>
    public static void MakePlain()
    {
        AnsiConsole.Profile.Width = 160;
        AnsiConsole.Profile.Capabilities.Ansi = false;
    }

    /// <summary>Says what happens next.</summary>
    public static void Step(string text) => AnsiConsole.MarkupLineInterpolated($"[bold]*[/] {text}");

    /// <summary>Runs a fit; shows the epochs while it runs, and what it has to say below.</summary>
    public static T Fit<T>(MLContext mlContext, string title, Func<T> fit)
    {
        Step(title);
        return AnsiConsole.Status().Start("training", context =>
        {
            void Show(object? sender, LoggingEventArgs e)
            {
                // ML.NET's own trainers and the loading of data speak here too; the samples show the causal estimators alone.
                if (!e.Source.Contains("UniMvt", StringComparison.Ordinal) && !e.Source.Contains("AlmMta", StringComparison.Ordinal))
                    return;
                if (e.Kind is ChannelMessageKind.Info or ChannelMessageKind.Warning)
                    AnsiConsole.MarkupLineInterpolated($"  [grey]{e.RawMessage}[/]");
                else if (e.Kind == ChannelMessageKind.Trace && AnsiConsole.Profile.Capabilities.Interactive)
                    context.Status(Markup.Escape(e.RawMessage));
            }

            mlContext.Log += Show;
            try
            {
                return fit();
            }
            finally
            {
                mlContext.Log -= Show;
            }
        });
    }

    /// <summary>A table with the first column to the left and all others, numbers mostly, to the right.</summary>
    public static Table Table(string title, params string[] columns)
    {
        Table table = new Table().Title(Markup.Escape(title)).Border(TableBorder.Rounded);
        for (int i = 0; i < columns.Length; i++)
            table.AddColumn(new TableColumn(Markup.Escape(columns[i])) { Alignment = i == 0 ? Justify.Left : Justify.Right });
        return table;
    }

    /// <summary>Adds a row of plain text.</summary>
    public static Table Row(this Table table, params string[] cells) => table.AddRow([.. cells.Select(Markup.Escape)]);

    /// <summary>A number with so many digits after the point, whatever the machine's language.</summary>
    public static string Digits(this double value, int digits) => value.ToString("F" + digits, CultureInfo.InvariantCulture);

    /// <summary>A number with so many digits after the point, whatever the machine's language.</summary>
    public static string Digits(this float value, int digits) => ((double)value).Digits(digits);

    /// <summary>A count with commas between thousands.</summary>
    public static string Count(this int value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
