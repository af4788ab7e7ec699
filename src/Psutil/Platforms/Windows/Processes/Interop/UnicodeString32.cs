namespace Psutil.Platforms.Windows.Interop;

/// <summary><c>UNICODE_STRING</c> as a 32-bit process has it.</summary>
internal struct UnicodeString32
{
    public ushort Length;
    public ushort MaximumLength;
    public uint Buffer;
}
