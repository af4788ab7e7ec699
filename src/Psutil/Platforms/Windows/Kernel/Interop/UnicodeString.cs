namespace Psutil.Platforms.Windows.Interop;

/// <summary><c>UNICODE_STRING</c>: a counted text of UTF-16, without a NUL.</summary>
internal struct UnicodeString
{
    /// <summary>In bytes.</summary>
    public ushort Length;

    /// <summary>In bytes.</summary>
    public ushort MaximumLength;
    public nuint Buffer;
}

/// <summary><c>UNICODE_STRING</c> in a 32-bit process.</summary>
internal struct UnicodeString32
{
    public ushort Length;
    public ushort MaximumLength;
    public uint Buffer;
}
