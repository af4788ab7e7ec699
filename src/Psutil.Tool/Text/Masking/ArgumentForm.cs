namespace Psutil.Tool.Text;

/// <summary>How much of a process's command is shown.</summary>
internal enum ArgumentForm
{
    /// <summary>The arguments, without what looks like a secret.</summary>
    Masked,

    /// <summary>Only the name.</summary>
    Names,

    /// <summary>The arguments as they are.</summary>
    All,
}
