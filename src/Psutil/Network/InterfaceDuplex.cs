namespace Psutil;

/// <summary>Whether a link can send and receive at once.</summary>
public enum InterfaceDuplex
{
    /// <summary>One direction at a time.</summary>
    Half,

    /// <summary>Both at once.</summary>
    Full,
}
