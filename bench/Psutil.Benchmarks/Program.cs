using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;
using Psutil.Benchmarks;

// dotnet run -c Release --project bench/Psutil.Benchmarks -- --filter '*Parsers*'
BenchmarkSwitcher
    .FromAssembly(typeof(ProcessParsers).Assembly)
    .Run(args, DefaultConfig.Instance.WithArtifactsPath("artifacts/benchmarks"));
