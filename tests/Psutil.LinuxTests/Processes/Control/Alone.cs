namespace Psutil.LinuxTests.Control;

/// <summary>Tests that count what this process holds, or that start processes by the thousand: nothing else runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public class Alone
{
    public const string Name = "Alone";
}
