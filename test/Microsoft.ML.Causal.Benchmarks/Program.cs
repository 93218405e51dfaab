using BenchmarkDotNet.Running;
using Microsoft.ML.Causal.Benchmarks;

if (args is ["speed", ..])
    return SpeedTable.Run();
if (args is ["engines", ..])
    return EngineTables.Run();
if (args is ["unimvt-table", ..])
    return UniMvtTable.Run(args);
if (args is ["attribution-table", ..])
    return AttributionTable.Run(args);
if (args is ["policy-table", ..])
    return PolicyTable.Run(args);
if (args is ["continue-table", ..])
    return ContinuationTable.Run(args);
if (args is ["policy-speed", ..])
    return PolicySpeed.Run();
if (args is ["almmta-table", ..])
    return AlmMtaTable.Run(args);
if (args is ["almmta-speed", ..])
    return AlmMtaSpeed.Run(args);
if (args is ["tuners", ..])
    return TunerTable.Run();
if (args is ["journeys-scale", ..])
    return JourneysScale.Run(args);
if (args is ["service-load", ..])
    return ServiceLoad.Run(args);

BenchmarkSwitcher.FromAssembly(typeof(SpeedTable).Assembly).Run(args);
return 0;
