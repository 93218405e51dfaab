// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>How rows of an <see cref="AttributionWorld"/> come about: how strongly the hidden state w confounds, and which assumptions are broken.</summary>
/// <remarks>Being a record, a variant is <c>AttributionSetting.Strong with { DirectEffect = .5 }</c>.</remarks>
public sealed record AttributionSetting
{
    private AttributionSetting(string name, double exposure, double topic, double length, double outcome, double intercept)
    {
        Name = name;
        ExposureConfounding = exposure;
        TopicConfounding = topic;
        LengthConfounding = length;
        OutcomeConfounding = outcome;
        OutcomeIntercept = intercept;
    }

    /// <summary>w moves the outcome, but not what is seen.</summary>
    public static AttributionSetting None { get; } = new("none", 0, 0, 0, 1.2, -3.35);

    /// <summary>w moves what is seen a little.</summary>
    public static AttributionSetting Mild { get; } = new("mild", .2, .2, .03, 1.2, -3.35);

    /// <summary>Between <see cref="Mild"/> and <see cref="Strong"/>.</summary>
    public static AttributionSetting Medium { get; } = new("medium", .5, .5, .08, 1.2, -3.35);

    /// <summary>w moves what is seen as much as interests do: ordinary sequence models order touches no better than chance.</summary>
    public static AttributionSetting Strong { get; } = new("strong", 1, 1, .15, 1.6, -3.75);

    /// <summary>The nl world: confounded as <see cref="Strong"/>, with a mediator that is not linear in context and content.</summary>
    public static AttributionSetting StrongNonlinear { get; } = Strong with { Name = "nl", Nonlinear = true };

    /// <summary>The five settings: from none to strong, and nl.</summary>
    public static IReadOnlyList<AttributionSetting> All { get; } = [None, Mild, Medium, Strong, StrongNonlinear];

    /// <summary>Gets the name, such as <c>strong</c>.</summary>
    public string Name { get; init; }

    /// <summary>Gets cT: how strongly w moves the clusters that are shown.</summary>
    public double ExposureConfounding { get; init; }

    /// <summary>Gets cG: how strongly w &gt; 0 moves exposure to the topic of the user's intent.</summary>
    public double TopicConfounding { get; init; }

    /// <summary>Gets cL: how strongly w moves the number of touches.</summary>
    public double LengthConfounding { get; init; }

    /// <summary>Gets bW: how strongly w moves the outcome's logit.</summary>
    public double OutcomeConfounding { get; init; }

    /// <summary>Gets b0: intercept of the outcome's logit.</summary>
    public double OutcomeIntercept { get; init; }

    /// <summary>Gets δ: how strongly w moves the mediator's logit. Default 0; other values break the front door.</summary>
    public double MediatorConfounding { get; init; }

    /// <summary>Gets ε: how strongly touches move the outcome past the mediator. Default 0; other values break the front door.</summary>
    public double DirectEffect { get; init; }

    /// <summary>Gets bWM: how much w changes the mediator's effect on the outcome. Default 0.</summary>
    public double MediatorInteraction { get; init; }

    /// <summary>Gets whether touches of 40 % of the clusters count three times (ω = 3 there, 1 elsewhere). Default false.</summary>
    public bool VaryingDose { get; init; }

    /// <summary>Gets whether the mediator's logit has hinges, a tanh and a sine in it (the nl world). Default false.</summary>
    public bool Nonlinear { get; init; }

    /// <summary>The setting called <paramref name="name"/>.</summary>
    /// <exception cref="ArgumentException">There is no such setting; the message lists them.</exception>
    public static AttributionSetting Named(string name) => All.FirstOrDefault(setting => setting.Name == name)
        ?? throw new ArgumentException(
            $"There is no setting '{name}'. The settings are {string.Join(", ", All.Select(setting => setting.Name))}.", nameof(name));
}
