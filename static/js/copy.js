/* Buttons that copy a text of the page. Where nothing can be copied they stay hidden, and the text can be selected. */
for (const button of navigator.clipboard ? document.querySelectorAll("[data-copies]") : []) {
  button.hidden = false;
  button.onclick = async () => {
    const text = document.getElementById(button.dataset.copies).textContent.replace(/\s+/g, " ").trim();
    await navigator.clipboard.writeText(text);
    button.parentElement.querySelector("[role=status]").textContent = button.dataset.done;
  };
}
