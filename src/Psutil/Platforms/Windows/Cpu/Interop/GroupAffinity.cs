namespace Psutil.Platforms.Windows.Interop;

/// <summary><c>GROUP_AFFINITY</c>: CPUs of one processor group.</summary>
internal unsafe struct GroupAffinity
{
    public nuint Mask;
    public ushort Group;
    public fixed ushort Reserved[3];
}
