import { Component } from 'react'
import type { ReactNode } from 'react'

interface FormGuardProps {
  /** Stands there instead when a form cannot be drawn: schemas come from servers that nobody here wrote. */
  instead: ReactNode
  children: ReactNode
}

/** Keeps what fails inside from taking the page with it. React has this for classes only. */
export class FormGuard extends Component<FormGuardProps, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override render(): ReactNode {
    return this.state.failed ? this.props.instead : this.props.children
  }
}
