using Psutil.FleetTests.Parts;

[assembly: AssemblyFixture(typeof(Fleet))]
