using Psutil.FleetTests;
using Psutil.FleetTests.Parts;

[assembly: AssemblyFixture(typeof(Fleet))]
