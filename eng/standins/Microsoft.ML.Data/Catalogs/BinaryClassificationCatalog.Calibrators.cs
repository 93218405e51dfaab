// Licensed under the MIT licence; see LICENSE in the repository root.

using Microsoft.ML.Calibrators;

namespace Microsoft.ML;

public sealed partial class BinaryClassificationCatalog
{
    private CalibratorsCatalog _calibrators;

    public CalibratorsCatalog Calibrators => _calibrators ??= new(this);

    /// <summary>Ways to turn scores into probabilities.</summary>
    public sealed class CalibratorsCatalog : CatalogInstantiatorBase
    {
        internal CalibratorsCatalog(BinaryClassificationCatalog catalog)
            : base(catalog)
        {
        }

        public PlattCalibratorEstimator Platt(
            string labelColumnName = "Label", string scoreColumnName = "Score", string exampleWeightColumnName = null) =>
            new(Environment, labelColumnName, scoreColumnName, exampleWeightColumnName);

        public FixedPlattCalibratorEstimator Platt(double slope, double offset, string scoreColumnName = "Score") =>
            new(Environment, slope, offset, scoreColumnName);
    }
}
