using Xunit.Sdk;
using Xunit.v3;

// Some tests count the descriptors and the memory of this process.
[assembly: Parallelization(Mode = ParallelMode.None)]
