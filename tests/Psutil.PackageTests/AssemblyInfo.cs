using Xunit.Sdk;
using Xunit.v3;

// Each test keeps all processors busy with a build.
[assembly: Parallelization(Mode = ParallelMode.None)]
