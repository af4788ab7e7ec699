using System.Runtime.CompilerServices;
using Xunit.Sdk;
using Xunit.v3;

[assembly: DisableRuntimeMarshalling]

// Each of these tests fills the machine, or counts.
[assembly: Parallelization(Mode = ParallelMode.None)]
