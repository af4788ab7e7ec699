using Xunit.Sdk;
using Xunit.v3;

// A listener hears every meter of its name in the program, also those of tests that run beside it.
[assembly: Parallelization(Mode = ParallelMode.None)]
