using Xunit.Sdk;
using Xunit.v3;

// Each test changes the machine, and puts it back.
[assembly: Parallelization(Mode = ParallelMode.None)]
