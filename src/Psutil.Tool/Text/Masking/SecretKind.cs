namespace Psutil.Tool.Text;

/// <summary>How a value is hidden.</summary>
internal enum SecretKind
{
    /// <summary>It is no secret.</summary>
    None,

    /// <summary>The whole value is.</summary>
    Whole,

    /// <summary>The whole value is, unless it is the path of a key's file.</summary>
    Key,

    /// <summary>What follows the first colon, percent sign or comma is: <c>user:password</c>.</summary>
    AfterUser,
}
