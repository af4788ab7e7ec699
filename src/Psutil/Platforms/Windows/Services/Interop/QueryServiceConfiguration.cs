namespace Psutil.Platforms.Windows.Interop;

/// <summary><c>QUERY_SERVICE_CONFIGW</c>. The texts follow it.</summary>
internal struct QueryServiceConfiguration
{
    public uint ServiceType;
    public uint StartType;
    public uint ErrorControl;
    public nuint BinaryPathName;
    public nuint LoadOrderGroup;
    public uint TagId;
    public nuint Dependencies;
    public nuint ServiceStartName;
    public nuint DisplayName;
}
