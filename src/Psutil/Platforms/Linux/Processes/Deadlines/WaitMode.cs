namespace Psutil.Platforms.Linux;

/// <summary>What becomes of a read that can wait.</summary>
internal enum WaitMode
{
    /// <summary>It is made, and waits for as long as it takes.</summary>
    Allowed,

    /// <summary>It is made, and somebody watches how long it takes.</summary>
    Watched,

    /// <summary>It is put off, to be watched later: the completion of a name.</summary>
    Later,

    /// <summary>It is not made.</summary>
    Never,
}
