using System.Runtime.InteropServices;

namespace Psutil.Platforms.Bsd.Interop;

/// <summary>Error numbers (sys/errno.h): those that the BSDs and macOS have in common. Above 80 they differ.</summary>
internal static class Errno
{
    public const int EPERM = 1;
    public const int ENOENT = 2;
    public const int ESRCH = 3;
    public const int EINTR = 4;
    public const int EIO = 5;
    public const int EBADF = 9;
    public const int ENOMEM = 12;
    public const int EACCES = 13;
    public const int EFAULT = 14;
    public const int EBUSY = 16;
    public const int EINVAL = 22;
    public const int ENOTTY = 25;
    public const int ERANGE = 34;
    public const int EAGAIN = 35;
    public const int ETIMEDOUT = 60;
    public const int ENOSYS = 78;

    // By number.
    private static readonly string?[] Names =
    [
        null,
        "EPERM",
        "ENOENT",
        "ESRCH",
        "EINTR",
        "EIO",
        "ENXIO",
        "E2BIG",
        "ENOEXEC",
        "EBADF",
        "ECHILD",
        "EDEADLK",
        "ENOMEM",
        "EACCES",
        "EFAULT",
        "ENOTBLK",
        "EBUSY",
        "EEXIST",
        "EXDEV",
        "ENODEV",
        "ENOTDIR",
        "EISDIR",
        "EINVAL",
        "ENFILE",
        "EMFILE",
        "ENOTTY",
        "ETXTBSY",
        "EFBIG",
        "ENOSPC",
        "ESPIPE",
        "EROFS",
        "EMLINK",
        "EPIPE",
        "EDOM",
        "ERANGE",
        "EAGAIN",
        "EINPROGRESS",
        "EALREADY",
        "ENOTSOCK",
        "EDESTADDRREQ",
        "EMSGSIZE",
        "EPROTOTYPE",
        "ENOPROTOOPT",
        "EPROTONOSUPPORT",
        "ESOCKTNOSUPPORT",
        null,
        "EPFNOSUPPORT",
        "EAFNOSUPPORT",
        "EADDRINUSE",
        "EADDRNOTAVAIL",
        "ENETDOWN",
        "ENETUNREACH",
        "ENETRESET",
        "ECONNABORTED",
        "ECONNRESET",
        "ENOBUFS",
        "EISCONN",
        "ENOTCONN",
        "ESHUTDOWN",
        "ETOOMANYREFS",
        "ETIMEDOUT",
        "ECONNREFUSED",
        "ELOOP",
        "ENAMETOOLONG",
        "EHOSTDOWN",
        "EHOSTUNREACH",
        "ENOTEMPTY",
        "EPROCLIM",
        "EUSERS",
        "EDQUOT",
        "ESTALE",
        "EREMOTE",
        "EBADRPC",
        "ERPCMISMATCH",
        "EPROGUNAVAIL",
        "EPROGMISMATCH",
        "EPROCUNAVAIL",
        "ENOLCK",
        "ENOSYS",
    ];

    /// <summary>The name and the meaning: <c>EACCES, permission denied</c>.</summary>
    public static string Describe(int error)
    {
        string text = Marshal.GetPInvokeErrorMessage(error);
        text = text.Length > 1 && char.IsLower(text[1]) ? char.ToLowerInvariant(text[0]) + text[1..] : text;
        return (uint)error < (uint)Names.Length && Names[error] is { } name
            ? $"{name}, {text}"
            : string.Create(CultureInfo.InvariantCulture, $"error {error}, {text}");
    }
}
