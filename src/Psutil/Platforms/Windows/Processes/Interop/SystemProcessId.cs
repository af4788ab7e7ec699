namespace Psutil.Platforms.Windows.Interop;

/// <summary><c>SYSTEM_PROCESS_ID_INFORMATION</c>: asks for the image's path of a PID, and needs no handle.</summary>
internal struct SystemProcessId
{
    public nuint ProcessId;
    public UnicodeString ImageName;

    /// <summary>How many characters of the answer are in a buffer; none where there is no path (the kernel's own processes).</summary>
    public readonly int LengthWithin(int room) => ImageName.Buffer == 0 ? 0 : Math.Min(ImageName.Length / sizeof(char), room);
}
