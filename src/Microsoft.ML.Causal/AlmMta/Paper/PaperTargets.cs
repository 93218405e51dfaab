// Licensed under the MIT licence; see LICENSE in the repository root.

namespace Microsoft.ML.Causal;

/// <summary>What the heads of the printed method learn from, beside the outcome.</summary>
internal sealed class PaperTargets
{
    /// <summary>Reads matches where there are any, otherwise proxies.</summary>
    public PaperTargets(AlmMtaTrainingData data)
    {
        Proxy = new float[data.Touches];
        Known = new bool[data.Rows];
        Best = new int[data.Rows];
        for (int i = 0; i < data.Rows; i++)
        {
            Best[i] = -1;
            bool matched = data.Match is not null;
            Known[i] = data.Length(i) > 0 && (matched ? data.Label[i] : data.ProxyCode is not null);
            for (int j = data.Offsets[i]; j < data.Offsets[i + 1] && Known[i]; j++)
            {
                float value = matched ? data.Match![j] : data.ProxyCode![j] / (float)Math.Max(1, data.ProxyCodes - 1);
                Proxy[j] = float.IsNaN(value) ? 0 : Math.Clamp(value, 0, 1);
                if (Proxy[j] > 0 && (Best[i] < 0 || Proxy[j] > Proxy[Best[i]]))
                    Best[i] = j;
            }
        }
    }

    /// <summary>Y' of each touch, 0 to 1, where <see cref="Known"/>.</summary>
    public float[] Proxy { get; }

    /// <summary>Whether Y' is known in a row.</summary>
    public bool[] Known { get; }

    /// <summary>The touch of a row that matches best; −1 without any match.</summary>
    public int[] Best { get; }
}
