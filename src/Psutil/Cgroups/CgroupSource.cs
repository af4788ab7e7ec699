namespace Psutil;

/// <summary>Reads the groups again and again, and keeps between the readings what makes the next one cheaper.</summary>
internal abstract class CgroupSource : IDisposable
{
    public abstract CgroupTable Read();

    public virtual void Dispose() { }
}

/// <summary>The groups of a facet that keeps nothing.</summary>
internal sealed class CapturedCgroups(Cgroups cgroups, CgroupFields fields) : CgroupSource
{
    public override CgroupTable Read() => cgroups.Capture(fields);
}
