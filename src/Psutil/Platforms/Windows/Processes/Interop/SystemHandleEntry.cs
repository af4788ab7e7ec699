namespace Psutil.Platforms.Windows.Interop;

/// <summary><c>SYSTEM_HANDLE_TABLE_ENTRY_INFO_EX</c>: a handle of the whole system's table.</summary>
internal struct SystemHandleEntry
{
    public nuint Object;
    public nuint UniqueProcessId;
    public nuint HandleValue;
    public uint GrantedAccess;
    public ushort CreatorBackTraceIndex;
    public ushort ObjectTypeIndex;
    public uint HandleAttributes;
    public uint Reserved;
}
