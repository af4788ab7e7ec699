using System.Security.Cryptography.X509Certificates;
using Microsoft.Win32.SafeHandles;

namespace Psutil.Server.Platforms;

/// <summary>What the systems do differently with files of their own users.</summary>
internal static class SystemFiles
{
    private const UnixFileMode OthersMode =
        UnixFileMode.GroupRead
        | UnixFileMode.GroupWrite
        | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead
        | UnixFileMode.OtherWrite
        | UnixFileMode.OtherExecute;

    /// <summary>
    /// Whether a file's mode lets others read or change it. Windows has lists of rights instead, which its own tools set.
    /// </summary>
    public static bool IsOpenToOthers(SafeFileHandle file) =>
        !OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & OthersMode) != 0;

    /// <summary>Closes a file to all but its owner; on Windows the rights of its folder hold.</summary>
    public static void CloseToOthers(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    /// <summary>A certificate whose key the system's TLS can use: that of Windows takes no key that exists in memory alone.</summary>
    public static X509Certificate2 WithUsableKey(X509Certificate2 certificate) =>
        OperatingSystem.IsWindows() ? X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null) : certificate;
}
