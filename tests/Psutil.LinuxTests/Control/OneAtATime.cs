namespace Psutil.LinuxTests.Control;

/// <summary>Tests that count what waiting leaves behind in this process, and whatever else waits: one after the other.</summary>
[CollectionDefinition(Name)]
public class OneAtATime
{
    public const string Name = "Control";
}
