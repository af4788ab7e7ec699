using System.Runtime.InteropServices;

namespace Psutil.Platforms.Windows.Interop;

internal static unsafe partial class Advapi32
{
    // RRF_RT_REG_SZ and RRF_RT_REG_DWORD of winreg.h: another type is an error.
    private const uint OfText = 0x2;
    private const uint OfNumber = 0x10;
    private const int LongestText = 512;

    // HKEY_LOCAL_MACHINE: ((HKEY)(ULONG_PTR)((LONG)0x80000002)).
    private static nint LocalMachine => unchecked((int)0x80000002);

    /// <summary>A text of a key below HKEY_LOCAL_MACHINE; null if there is none, or it is empty or longer than any name.</summary>
    public static string? FindText(string key, string name)
    {
        char* text = stackalloc char[LongestText];
        uint bytes = LongestText * sizeof(char);
        int error = RegGetValueW(LocalMachine, key, name, OfText, null, text, &bytes);
        if (error != Win32Error.Success)
        {
            CallFailure.Error($"RegGetValue({key}\\{name})", error).Note("hardware");
            return null;
        }

        // The call adds a NUL if the value has none.
        ReadOnlySpan<char> value = new(text, (int)Math.Min(bytes / sizeof(char), LongestText));
        value = (value.IndexOf('\0') is >= 0 and var end ? value[..end] : value).Trim();
        return value.IsEmpty ? null : new string(value);
    }

    /// <summary>A number of a key below HKEY_LOCAL_MACHINE; null if there is none.</summary>
    public static uint? FindNumber(string key, string name)
    {
        uint number;
        uint bytes = sizeof(uint);
        int error = RegGetValueW(LocalMachine, key, name, OfNumber, null, &number, &bytes);
        return error == Win32Error.Success && bytes == sizeof(uint) ? number : null;
    }

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf16)]
    private static partial int RegGetValueW(nint key, string subkey, string value, uint flags, uint* type, void* data, uint* length);
}
