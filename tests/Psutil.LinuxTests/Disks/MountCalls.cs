using System.Runtime.InteropServices;

namespace Psutil.LinuxTests;

/// <summary>Mounts at paths of any bytes: the framework's own calls and the mount command know only those that are UTF-8.</summary>
internal static partial class MountCalls
{
    private const nuint BindFlag = 4096; // MS_BIND
    private const nuint TellingFlags = 8 | 16 | (1 << 25); // MS_NOEXEC, MS_SYNCHRONOUS, MS_LAZYTIME: 'mounts' shows the first after the others
    private const int DetachFlag = 2; // MNT_DETACH
    private const int NotPermitted = 1; // EPERM

    public static void MakeFolder(string path) => Check(mkdir(Encode(path), Convert.ToUInt32("755", 8)), "mkdir");

    public static void RemoveFolder(string path) => Check(rmdir(Encode(path)), "rmdir");

    public static void MountMemory(string source, string path, string options) =>
        Check(mount(Encode(source), Encode(path), Encode("tmpfs"), TellingFlags, Encode(options)), "mount");

    public static void Bind(string source, string path) =>
        Check(mount(Encode(source), Encode(path), Encode("none"), BindFlag, null), "mount");

    public static void Unmount(string path) => Check(umount2(Encode(path), DetachFlag), "umount2");

    private static byte[] Encode(string text) => [.. OSText.GetBytes(text), 0];

    private static void Check(int result, string call)
    {
        int error = Marshal.GetLastSystemError();
        Assert.SkipWhen(result != 0 && error == NotPermitted, "only root may mount");
        Assert.True(result == 0, string.Create(CultureInfo.InvariantCulture, $"{call}: error {error}"));
    }

    [LibraryImport("libc")]
    private static partial int mkdir(byte[] path, uint mode);

    [LibraryImport("libc")]
    private static partial int rmdir(byte[] path);

    [LibraryImport("libc")]
    private static partial int mount(byte[] source, byte[] target, byte[] type, nuint flags, byte[]? data);

    [LibraryImport("libc")]
    private static partial int umount2(byte[] target, int flags);
}
