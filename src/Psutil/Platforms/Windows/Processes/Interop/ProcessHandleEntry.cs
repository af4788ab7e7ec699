namespace Psutil.Platforms.Windows.Interop;

/// <summary><c>PROCESS_HANDLE_TABLE_ENTRY_INFO</c>: a handle of one process.</summary>
internal struct ProcessHandleEntry
{
    public nuint HandleValue;
    public nuint HandleCount;
    public nuint PointerCount;
    public uint GrantedAccess;
    public uint ObjectTypeIndex;
    public uint HandleAttributes;
    public uint Reserved;
}
