// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>Reads the outcome of an <see cref="AlmMtaIdentification.ObservedProxy"/> model.</summary>
internal static class ObservedOutcomeArrays
{
    /// <summary>Where the outcome's arrays are.</summary>
    public const string Prefix = "outcome.";

    /// <summary>b(T,x), and the response to h touches that moved the user.</summary>
    public static (IBaseLogit Base, InterventionalResponse Response) Read(AlmMtaModel model, CoreShape shape)
    {
        var arrays = new NamedArrays(model.Arrays, Prefix);
        MarginalLogit marginal = MarginalLogit.Of(shape, arrays);
        if (model.Settings.Fit == AlmMtaFitKind.Networks)
        {
            float[] items = new NamedArrays(model.Arrays, "").Get("item.content").Values;
            var tower = new RowOutcomeTower(arrays, shape, Array.ConvertAll(items, value => (double)value));
            return (tower, new(tower, marginal));
        }

        var outcome = new OutcomeModel(shape, model.Settings.MaxTouchpoints, training: false);
        CoreArrays.Read(outcome.Parameters, arrays);
        return (outcome.Base, new(outcome.Effect, marginal));
    }
}
