// Licensed under the MIT licence; see LICENSE in the repository root.

using TorchSharp;

namespace Microsoft.ML.Causal.Tests;

[TestClass]
public class EngineTests
{
    [TestMethod]
    public void Cpu_WithoutItsNativeLibrary_NamesThePackagesAndTheCause()
    {
        if (Torch.IsPresent)
            Assert.Inconclusive("TorchSharp's native library is present: there is no failure to look at.");

        InvalidOperationException error = Assert.ThrowsExactly<InvalidOperationException>(() => TorchSharpEngine.Cpu());
        StringAssert.Contains(error.Message, "TorchSharp-cpu, TorchSharp-cuda-windows and TorchSharp-cuda-linux");
        StringAssert.Contains(error.Message, "<PackageReference Include=\"TorchSharp-cpu\" Version=\"0.");
        StringAssert.Contains(error.Message, "the system's loader says: ");
        Assert.AreEqual(error.Message, Assert.ThrowsExactly<InvalidOperationException>(() => TorchSharpEngine.Best()).Message);
        Assert.AreEqual(error.Message, Assert.ThrowsExactly<InvalidOperationException>(() => TorchSharpEngine.Cuda()).Message);
    }

    [TestMethod]
    public void Cuda_WhereThereIsNone_SaysWhatItNeeds()
    {
        if (CudaDevices() > 0)
            Assert.Inconclusive("This machine has CUDA: there is no failure to look at.");

        InvalidOperationException error = Assert.ThrowsExactly<InvalidOperationException>(() => TorchSharpEngine.Cuda());
        StringAssert.StartsWith(error.Message, "CUDA is not available to TorchSharp.");
        StringAssert.Contains(error.Message, "TorchSharp-cuda-windows or TorchSharp-cuda-linux");
        Assert.AreEqual("cpu", TorchSharpEngine.Best().DeviceName);
    }

    [TestMethod]
    public void Cuda_OfAnIndexThatIsOutOfRange_SaysHowManyThereAre()
    {
        int devices = CudaDevices();
        if (devices == 0)
            Assert.Inconclusive("This machine has no CUDA.");

        ArgumentOutOfRangeException error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => TorchSharpEngine.Cuda(devices));
        StringAssert.StartsWith(error.Message, $"TorchSharp sees {devices} CUDA device(s), numbered from 0 to {devices - 1}.");
        Assert.AreEqual("cuda:0", TorchSharpEngine.Best().DeviceName);
    }

    [TestMethod]
    public void Cuda_OfANegativeIndex_Throws() => Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => TorchSharpEngine.Cuda(-1));

    [TestMethod]
    public void CreateOptimizer_OfAnotherEnginesTape_IsRefused()
    {
        using Tape<float> tape = new ManagedEngine(1).CreateTape([new Parameter<float>("x", new Shape(1))]);
        TorchSharpEngine engine = Torch.Engine;
        ArgumentException error = Assert.ThrowsExactly<ArgumentException>(() => engine.CreateOptimizer(tape, new OptimizerOptions()));
        StringAssert.StartsWith(error.Message, "TorchSharpEngine expects a tape that it made");
    }

    [TestMethod]
    public void CreateTape_OfHalves_SaysWhichTypesThereAre()
    {
        TorchSharpEngine engine = Torch.Engine;
        NotSupportedException error = Assert.ThrowsExactly<NotSupportedException>(() => engine.CreateTape([new Parameter<Half>("x", new Shape(1))]));
        Assert.AreEqual("TorchSharpEngine trains in float and double, not in Half.", error.Message);
    }

    [TestMethod]
    public void CreateTape_OfAParameterListedTwice_NamesIt()
    {
        var x = new Parameter<float>("x", new Shape(1));
        TorchSharpEngine engine = Torch.Engine;
        StringAssert.StartsWith(Assert.ThrowsExactly<ArgumentException>(() => engine.CreateTape([x, x])).Message, "Parameter 'x' is listed twice.");
    }

    private static int CudaDevices()
    {
        _ = Torch.Engine;
        return torch.cuda.is_available() ? torch.cuda.device_count() : 0;
    }
}
