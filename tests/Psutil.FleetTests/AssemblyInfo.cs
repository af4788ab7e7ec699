using Psutil.FleetTests.Parts;
using Xunit.Sdk;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(Fleet))]

// All meters of a process have one name: a test that collects them would collect those of another.
[assembly: Parallelization(Mode = ParallelMode.None)]
