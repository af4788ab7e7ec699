using System.Runtime.CompilerServices;
using Xunit.Sdk;
using Xunit.v3;

// One simulated kernel at a time: the library's native calls are static.
[assembly: Parallelization(Mode = ParallelMode.None)]
[assembly: DisableRuntimeMarshalling]
